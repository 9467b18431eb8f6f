using System.Text.Json;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Opens the JSON files of a model folder.</summary>
internal static class ModelJsonFile
{
    // The largest tokenizer.json in use has about 35 MB.
    private const long LongestFile = 512L << 20;

    /// <summary>Reads a file and turns every failure of file or content into a <see cref="ModelLoadException"/>.</summary>
    public static T Read<T>(string path, Func<ModelJson, T> read)
    {
        try
        {
            using JsonDocument document = Parse(path);
            return read(new ModelJson(path, document.RootElement));
        }
        catch (Exception exception) when (IsFailureOfFile(exception))
        {
            throw new ModelLoadException(path, $"it cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a file if it exists.</summary>
    public static T? ReadIfPresent<T>(string path, Func<ModelJson, T> read)
        where T : class => File.Exists(path) ? Read(path, read) : null;

    private static JsonDocument Parse(string path)
    {
        if (new FileInfo(path).Length > LongestFile)
        {
            throw new ModelLoadException(path, $"it is larger than {LongestFile >> 20} MiB.");
        }

        ReadOnlyMemory<byte> content = File.ReadAllBytes(path);
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        return JsonDocument.Parse(content.Span.StartsWith(byteOrderMark) ? content[byteOrderMark.Length..] : content);
    }

    // InvalidOperationException and FormatException: text with half a surrogate pair, and numbers out of range.
    private static bool IsFailureOfFile(Exception exception) =>
        exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or FormatException
            or ArgumentException;
}
