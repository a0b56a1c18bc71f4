/// Words that people write short, folded.
enum Shorthand {
    static let words: [String: String] = [
        "q": "que", "k": "que", "ke": "que", "qe": "que", "qie": "que", "d": "de", "m": "me", "t": "te", "x": "por",
        "xq": "porque", "pq": "porque", "xk": "porque", "porq": "porque", "porke": "porque", "pa": "para",
        "pal": "para",
        "toy": "estoy", "tamos": "estamos", "ta": "esta", "tngo": "tengo", "tng": "tengo", "nd": "nada", "ntp": "nada",
        "n": "no", "nop": "no", "tmb": "tambien", "tb": "tambien", "bn": "bien", "ps": "pues", "pos": "pues",
        "kro": "quiero", "qro": "quiero", "qiero": "quiero", "quero": "quiero", "quieor": "quiero", "qiuero": "quiero",
        "quisera": "quisiera", "qisiera": "quisiera", "vrg": "verga", "alv": "verga",
        "mñn": "mañana", "fds": "semana", "hr": "hora", "wey": "guey",
        "wanna": "want", "gonna": "going", "xfa": "porfa", "bb": "bebe", "vd": "verdad",
        "pastis": "pastillas", "pastas": "pastillas", "depre": "deprimido", "ala": "a", "alas": "a", "nomas": "solo",
        "namas": "solo", "asta": "hasta", "aser": "hacer", "aserme": "hacerme", "aora": "ahora", "oi": "hoy",
        "ganaz": "ganas", "bida": "vida", "amgo": "amigo", "amix": "amiga", "pana": "amigo", "parce": "amigo",
        "compa": "compañero", "profe": "profesor", "profa": "profesora", "ami": "amiga", "hno": "hermano",
        "hna": "hermana", "jefa": "mama", "jefe": "papa",
    ]
}
