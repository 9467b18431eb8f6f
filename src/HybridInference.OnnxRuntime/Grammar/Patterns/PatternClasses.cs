namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Reads what stands for one character of several: classes and escapes (ECMA-262, section 22.2.1).</summary>
internal static class PatternClasses
{
    private static readonly CodePoints Digits = CodePoints.Range('0', '9');

    private static readonly CodePoints Words =
        Digits.Union(CodePoints.Range('a', 'z')).Union(CodePoints.Range('A', 'Z')).Union(CodePoints.Of('_'));

    private static readonly CodePoints Spaces = CodePoints.Range('\t', '\r').Union(CodePoints.Range(0x2000, 0x200A))
        .Union(CodePoints.Of(' ', '\u00A0', '\u1680', '\u2028', '\u2029', '\u202F', '\u205F', '\u3000', '\uFEFF'));

    /// <summary>The characters that a point matches: all that end no line.</summary>
    public static CodePoints Dot { get; } = CodePoints.All.Except(CodePoints.Of('\n', '\r', '\u2028', '\u2029'));

    /// <summary>Reads a class in brackets.</summary>
    public static CodePoints ReadClass(PatternText text)
    {
        text.Take();
        bool isNegated = text.TryTake('^');
        CodePoints set = CodePoints.None;
        while (!text.TryTake(']'))
        {
            CodePoints item = ReadItem(text);
            set = set.Union(text.TryTake('-') ? ReadRange(text, item) : item);
        }

        return isNegated ? set.Complement() : set;
    }

    /// <summary>Reads an escape.</summary>
    public static CodePoints ReadEscape(PatternText text)
    {
        text.Take();
        char kind = text.Take();
        return ReadSet(kind) ?? Single(ReadCharacter(text, kind));
    }

    private static CodePoints? ReadSet(char kind) => kind switch
    {
        'd' => Digits,
        'D' => Digits.Complement(),
        'w' => Words,
        'W' => Words.Complement(),
        's' => Spaces,
        'S' => Spaces.Complement(),
        _ => null,
    };

    private static int ReadCharacter(PatternText text, char kind) => kind switch
    {
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        'f' => '\f',
        'v' => '\v',
        '0' => 0,
        'x' => text.TakeHex(2),
        'u' => text.TakeHex(4) is var unit && char.IsSurrogate((char)unit) ? throw text.Error("half of a surrogate pair") : unit,
        _ => char.IsAsciiLetterOrDigit(kind) ? throw text.Error($"the escape '\\{kind}', which is not supported,") : kind,
    };

    private static CodePoints ReadItem(PatternText text)
    {
        if (text.Current == '\\')
        {
            return ReadEscape(text);
        }

        return Single(text.TakeRune().Value);
    }

    private static CodePoints ReadRange(PatternText text, CodePoints first)
    {
        if (text.Current == ']')
        {
            return first.Union(CodePoints.Of('-'));
        }

        CodePoints last = ReadItem(text);
        bool isRange = IsSingle(first) && IsSingle(last) && first.Ranges[0].First <= last.Ranges[0].First;
        return isRange
            ? CodePoints.Range(first.Ranges[0].First, last.Ranges[0].First)
            : throw text.Error("a range whose ends are not two characters in order");
    }

    private static bool IsSingle(CodePoints set) => set.Ranges is [var range] && range.First == range.Last;

    private static CodePoints Single(int codePoint) => CodePoints.Range(codePoint, codePoint);
}
