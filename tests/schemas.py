"""XML Schemas and a JSON Schema of formats that publish none in a package, in the form that their readers describe."""

from lxml import etree


def _xsd(body: str) -> etree.XMLSchema:
    head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    return etree.XMLSchema(etree.fromstring(f"{head}{body}</xs:schema>"))


JUNIT = _xsd("""
<xs:element name="testsuites"><xs:complexType>
  <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="name"/><xs:attribute name="tests" type="xs:nonNegativeInteger"/>
  <xs:attribute name="failures" type="xs:nonNegativeInteger"/><xs:attribute name="errors" type="xs:nonNegativeInteger"/>
</xs:complexType></xs:element>
<xs:element name="testsuite"><xs:complexType>
  <xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element ref="properties"/><xs:element ref="testcase"/>
    <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
  </xs:choice>
  <xs:attribute name="name" use="required"/>
  <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
</xs:complexType></xs:element>
<xs:element name="properties"><xs:complexType><xs:sequence>
  <xs:element name="property" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
    <xs:attribute name="name" use="required"/><xs:attribute name="value" use="required"/>
  </xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
<xs:complexType name="outcome" mixed="true"><xs:attribute name="type"/><xs:attribute name="message"/></xs:complexType>
<xs:element name="testcase"><xs:complexType>
  <xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="skipped" type="outcome"/><xs:element name="error" type="outcome"/>
    <xs:element name="failure" type="outcome"/>
    <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
  </xs:choice>
  <xs:attribute name="name" use="required"/><xs:attribute name="classname"/><xs:attribute name="time"/>
</xs:complexType></xs:element>
""")
"""What Jenkins' xUnit plugin takes (its junit-10.xsd), less what nobody writes; numbers have to be numbers here."""

CHECKSTYLE = _xsd("""
<xs:element name="checkstyle"><xs:complexType>
  <xs:sequence><xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
    <xs:sequence><xs:element name="error" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
      <xs:attribute name="line" type="xs:positiveInteger" use="required"/>
      <xs:attribute name="column" type="xs:positiveInteger"/>
      <xs:attribute name="severity" use="required"><xs:simpleType><xs:restriction base="xs:string">
        <xs:enumeration value="ignore"/><xs:enumeration value="info"/>
        <xs:enumeration value="warning"/><xs:enumeration value="error"/>
      </xs:restriction></xs:simpleType></xs:attribute>
      <xs:attribute name="message" use="required"/><xs:attribute name="source" use="required"/>
    </xs:complexType></xs:element></xs:sequence>
    <xs:attribute name="name" use="required"/>
  </xs:complexType></xs:element></xs:sequence>
  <xs:attribute name="version" use="required"/>
</xs:complexType>
<xs:unique name="files"><xs:selector xpath="file"/><xs:field xpath="@name"/></xs:unique></xs:element>
""")
"""What Checkstyle's own XMLLogger writes."""

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}
"""GitLab's code quality report, as its manual describes it."""
