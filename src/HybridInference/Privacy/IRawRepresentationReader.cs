namespace HybridInference;

/// <summary>Reads the objects of one provider's SDK that stand in <c>RawRepresentation</c> properties, which that provider may send as they are.</summary>
/// <remarks>
/// What no reader knows is not sent to a remote target: it is left out of the copy of the message, or, when the content is nothing
/// without it, the request counts as private. Implementations are thread-safe.
/// </remarks>
public interface IRawRepresentationReader
{
    /// <summary>Tells whether this reader knows an object.</summary>
    /// <param name="rawRepresentation">The object.</param>
    /// <returns><see langword="true"/> when <see cref="ReadJson"/> can read it.</returns>
    bool CanRead(object rawRepresentation);

    /// <summary>Returns the JSON that the provider makes of an object.</summary>
    /// <param name="rawRepresentation">An object for which <see cref="CanRead"/> is true.</param>
    /// <returns>The JSON text.</returns>
    string ReadJson(object rawRepresentation);
}
