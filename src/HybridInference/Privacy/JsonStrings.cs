using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HybridInference;

/// <summary>
/// Reads the strings of JSON, those too that hold half of a surrogate pair: whoever cuts a text in the middle of an emoji sends such, and
/// <see cref="JsonElement.GetString"/> refuses them.
/// </summary>
internal static class JsonStrings
{
    /// <summary>Gets a string.</summary>
    public static string ValueOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException) when (element.ValueKind == JsonValueKind.String)
        {
            return Unescape(element.GetRawText());
        }
    }

    /// <summary>Gets the name of a property.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // The property as it was written, so it begins with the name.
            return Unescape(property.ToString());
        }
    }

    /// <summary>Resolves the escapes of a string literal, which whoever parsed the JSON has checked.</summary>
    private static string Unescape(string literal)
    {
        var text = new StringBuilder(literal.Length);
        for (int i = 1; literal[i] != '"'; i++)
        {
            if (literal[i] != '\\')
            {
                text.Append(literal[i]);
            }
            else if (literal[++i] == 'u')
            {
                text.Append((char)ushort.Parse(literal.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(Control(literal[i]));
            }
        }

        return text.ToString();
    }

    private static char Control(char escape) => escape switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escape,
    };
}
