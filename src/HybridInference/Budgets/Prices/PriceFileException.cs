using System.Globalization;

namespace HybridInference;

/// <summary>A file of prices cannot be read. The message names the file, the line and the field.</summary>
public sealed class PriceFileException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="field">The path of the field, such as <c>models[2].input</c>.</param>
    /// <param name="problem">What is wrong with the field and what it has to be.</param>
    /// <param name="innerException">What was thrown below, if anything.</param>
    public PriceFileException(string file, long line, string field, string problem, Exception? innerException = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}, {field}: {problem}."), innerException)
    {
        File = file;
        Line = line;
        Field = field;
    }

    /// <summary>Gets the name of the file.</summary>
    public string File { get; }

    /// <summary>Gets the line, from 1.</summary>
    public long Line { get; }

    /// <summary>Gets the path of the field.</summary>
    public string Field { get; }
}
