using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HybridInference.LoopbackServer.Recording;

/// <summary>Finds any of some texts in bytes, as it is and in the forms in which it could travel: JSON-escaped, URL-encoded, base64.</summary>
/// <remarks>Bytes are looked at as Latin-1 strings, one char per byte.</remarks>
internal sealed class TextForms
{
    // Three characters of base64 would match by chance.
    private const int ShortestBase64 = 8;

    private readonly SearchValues<string> _forms;

    public TextForms(params IEnumerable<string> texts)
    {
        _forms = SearchValues.Create([.. texts.SelectMany(FormsOf).Distinct()], StringComparison.OrdinalIgnoreCase);
    }

    public bool AreIn(byte[] bytes) => AreInLatin1(Encoding.Latin1.GetString(bytes));

    /// <summary>Looks into the text itself and, when it is JSON, into every string in it with its escapes resolved.</summary>
    public bool AreInBody(string body, JsonElement json) => AreInLatin1(AsBytes(body)) || AreIn(json);

    private bool AreIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => AreInString(json.GetString()!),
        JsonValueKind.Array => json.EnumerateArray().Any(AreIn),
        JsonValueKind.Object => json.EnumerateObject().Any(property => AreInLatin1(AsBytes(property.Name)) || AreIn(property.Value)),
        _ => false,
    };

    // A string may be JSON again, as the arguments of a function call are.
    private bool AreInString(string text)
    {
        if (AreInLatin1(AsBytes(text)))
        {
            return true;
        }

        try
        {
            using var document = text is ['{' or '[' or '"', ..] ? JsonDocument.Parse(text) : null;
            return document is not null && AreIn(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool AreInLatin1(string bytes) => bytes.AsSpan().ContainsAny(_forms);

    private static IEnumerable<string> FormsOf(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return
        [
            Encoding.Latin1.GetString(utf8),
            JavaScriptEncoder.Default.Encode(text),
            AsBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)),
            Uri.EscapeDataString(text),
            Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal),
            .. Base64(utf8).Where(static form => form.Length >= ShortestBase64),
        ];
    }

    private static string AsBytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    // The text may start at any of three positions in a group; characters that depend on its neighbours are left out.
    private static IEnumerable<string> Base64(byte[] utf8)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            byte[] shifted = [.. new byte[offset], .. utf8];
            var encoded = Convert.ToBase64String(shifted).TrimEnd('=');
            var start = offset == 0 ? 0 : offset + 1;
            var end = shifted.Length % 3 == 0 ? encoded.Length : encoded.Length - 1;
            var form = end > start ? encoded[start..end] : "";
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }
}
