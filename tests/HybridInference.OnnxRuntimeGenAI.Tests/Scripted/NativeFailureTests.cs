namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>Exceptions of the native library, which only builds without it can make.</summary>
public sealed class NativeFailureTests
{
    [Theory]
    [InlineData("std::bad_alloc", true)]
    [InlineData("Failed to allocate memory for requested buffer of size 1", true)]
    [InlineData("input_ids is empty", false)]
    public void Classify_NativeFailure_IsLocalAndToldFromMemory(string message, bool isOutOfMemory)
    {
        var classifier = new GenAIFailureClassifier();
        var exception = new ScriptedFailureException(message);

        Assert.Equal(FailureKind.LocalFatal, classifier.Classify(exception));
        Assert.Equal(isOutOfMemory, classifier.IsOutOfMemory(exception));
        Assert.Equal(isOutOfMemory, classifier.IsOutOfMemory(new ModelLoadException("folder", "it cannot be loaded.", exception)));
    }
}
