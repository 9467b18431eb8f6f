using System.Text.Json;

namespace HybridInference.LocalModels;

/// <summary>Opens the JSON configuration files of a model folder leniently: comments and trailing commas are allowed.</summary>
internal static class ConfigFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelLoadException">It cannot be read, is not a JSON object, or a value has the wrong type.</exception>
    public static T Read<T>(string path, Func<ConfigObject, T> read)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream, Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(new ConfigObject(path, document.RootElement))
                : throw new ModelLoadException(path, "the file does not hold a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new ModelLoadException(path, $"the file is not valid JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new ModelLoadException(path, $"the file has text with half a surrogate pair: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"the file cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a file, or an object without any key where there is no such file.</summary>
    /// <inheritdoc cref="Read"/>
    public static T ReadIfPresent<T>(string path, Func<ConfigObject, T> read) =>
        File.Exists(path) ? Read(path, read) : read(new ConfigObject(path, default));
}
