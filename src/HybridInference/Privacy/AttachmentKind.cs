using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Tells by its media type which attachment is text, and so read and redacted.</summary>
internal static class AttachmentKind
{
    public static bool IsJson(DataContent data) => data.MediaType.Contains("json", StringComparison.OrdinalIgnoreCase);

    public static bool IsText(DataContent data) =>
        IsJson(data) || data.HasTopLevelMediaType("text") || data.MediaType.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
