"""Small words inside names of people, places, institutions and titles."""

PARTICLES = frozenset(
    "a ab abu al am an and auf aus av az bei ben bin bint d da das de degli dei del della delle dello dem den der des di do "
    "dos du e ed el en et för för i ibn il im in l la las le les lo los na nad o of och of on op os og per pro s sur sous st "
    "te ten ter the to und upon van vom von y ye z za ze zu zum zur à às ao et al für mit".split()
)
