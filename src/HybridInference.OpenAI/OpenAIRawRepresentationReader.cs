using System.ClientModel.Primitives;

namespace HybridInference.OpenAI;

/// <summary>Reads the objects of the OpenAI SDK, which it sends in place of the content that carries them.</summary>
/// <remarks>Thread-safe; without state.</remarks>
public sealed class OpenAIRawRepresentationReader : IRawRepresentationReader
{
    private static readonly ModelReaderWriterOptions Json = new("J");

    /// <inheritdoc/>
    public bool CanRead(object rawRepresentation) => rawRepresentation is IPersistableModel<object>;

    /// <inheritdoc/>
    public string ReadJson(object rawRepresentation)
    {
        ArgumentNullException.ThrowIfNull(rawRepresentation);
        return ((IPersistableModel<object>)rawRepresentation).Write(Json).ToString();
    }
}
