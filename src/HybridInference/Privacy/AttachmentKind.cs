using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Tells which attachment is text, and so read and redacted.</summary>
internal static class AttachmentKind
{
    private static readonly string[] NoText = ["image", "audio", "video", "font"];

    public static bool IsJson(DataContent data) => data.MediaType.Contains("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether its media type says that an attachment is text.</summary>
    public static bool IsText(DataContent data) =>
        IsJson(data) || data.HasTopLevelMediaType("text") || data.MediaType.Contains("xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the text; <see langword="null"/> for a kind that is none, and for bytes that are not UTF-8: in any other encoding, private text would look like something else.</summary>
    public static string? ReadText(DataContent data)
    {
        ReadOnlySpan<byte> bytes = data.Data.Span;
        bool mayBeText = IsText(data) || !Array.Exists(NoText, data.HasTopLevelMediaType);
        return mayBeText && !bytes.Contains((byte)0) && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }
}
