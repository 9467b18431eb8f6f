namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Makes the exceptions for schemas that cannot be honoured.</summary>
internal static class SchemaErrors
{
    /// <summary>Makes an exception.</summary>
    /// <param name="path">Where in the schema, as a JSON pointer.</param>
    /// <param name="problem">What is there.</param>
    /// <param name="remedy">What to do, as a sentence.</param>
    public static UnsupportedRequestException Create(string path, string problem, string remedy) =>
        new($"The JSON schema at '{path}' {problem}. {remedy}");
}
