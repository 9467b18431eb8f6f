using System.Buffers;

namespace HybridInference;

/// <summary>Tells whether a text is the name of a host and nothing else, such as "www.contoso.com".</summary>
/// <remarks>RFC 1123 2.1. Among other text such names look like those of files, so only the generic top-level names and those of states count that no file has, or a leading "www".</remarks>
internal static class LoneHostName
{
    private const int MaxLength = 253;

    private static readonly string[] TopLevels = [".com", ".org", ".net", ".edu", ".gov", ".mil", ".info", ".biz", ".int"];
    /// <summary>Top-level names of states, two letters each (ISO 3166-1); "py", "sh" and others that end files are left out.</summary>
    private const string States =
        "ac ae at au be bg br by ca ch ci cl cn co cy cz de dk dz ec ee es eu fi fr gr hk hr hu ie il in io ir is it jp ke kr kz li lt lu lv ma mx my ng nl no nz pe ph pk pt ro ru sa se sg si sk sn th tn tr tw ua ug uk us uy vn za ";

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.");

    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.Length is < 4 or > MaxLength || text.ContainsAnyExcept(Characters) || text[0] is '.' or '-' || text.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        bool isNamed = text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && text.Count('.') > 1;
        foreach (string top in TopLevels)
        {
            isNamed |= text.EndsWith(top, StringComparison.OrdinalIgnoreCase);
        }

        return isNamed || IsOfState(text);
    }

    private static bool IsOfState(ReadOnlySpan<char> text)
    {
        int dot = text.LastIndexOf('.');
        Span<char> name = stackalloc char[3];
        bool isState = dot > 1 && text.Length - dot == name.Length && text[(dot + 1)..].ToLowerInvariant(name) == 2;
        name[2] = ' ';
        return isState && States.AsSpan().IndexOf(name, StringComparison.Ordinal) % name.Length == 0 && text[..dot].ContainsAnyExceptInRange('0', '9') && !text[..dot].ContainsAnyInRange('A', 'Z');
    }
}
