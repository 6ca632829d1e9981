"""Vietnamese as fonts of the nineties stored it, each letter as another: TCVN3 (.VnTime), VNI."""

import unicodedata

_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
_TCVN3_SIGNS = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦"
_TCVN3 = str.maketrans(dict(zip(_TCVN3_LETTERS, _TCVN3_SIGNS, strict=True)))

_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_ROOF = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_WHOLE = {"đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ì": "ì", "í": "í", "ỵ": "î"}
_VNI_HORN = {"o": "ô", "u": "ö"}
_ROOF, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"


def tcvn3(text: str) -> str:
    """The text as a program without the font shows it.

    Examples
    --------
    >>> tcvn3("Công đoàn cơ sở")
    'C«ng ®oµn c¬ së'
    """
    composed = unicodedata.normalize("NFC", text)
    # A font of capitals shows the small letters of capitals that have no sign of their own.
    small = (c if c in _TCVN3_LETTERS else c.lower() for c in composed)
    spelt = (s if s in _TCVN3_LETTERS else c for s, c in zip(small, composed, strict=True))
    return "".join(spelt).translate(_TCVN3)


def vni(text: str) -> str:
    """The text as a program without the font shows it.

    Examples
    --------
    >>> vni("Công đoàn cơ sở")
    'Coâng ñoaøn cô sôû'
    """
    return "".join(_vni_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    if letter.lower() in _VNI_WHOLE:
        sign = _VNI_WHOLE[letter.lower()]
        return sign.upper() if letter.isupper() else sign
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    tone = next((mark for mark in marks if mark in _VNI_TONES), "")
    if _ROOF in marks:
        spelt = base + _VNI_ROOF[tone]
    elif _BREVE in marks:
        spelt = base + _VNI_BREVE[tone]
    elif _HORN in marks:
        spelt = _VNI_HORN[base.lower()] + _VNI_TONES.get(tone, "")
    else:
        spelt = base + _VNI_TONES.get(tone, "")
    return spelt.upper() if letter.isupper() else spelt
