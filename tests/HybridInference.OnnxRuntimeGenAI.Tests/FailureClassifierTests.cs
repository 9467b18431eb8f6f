namespace HybridInference.OnnxRuntimeGenAI.Tests;

public sealed class FailureClassifierTests
{
    private static readonly GenAIFailureClassifier Classifier = new();

    [Fact]
    public void Classify_OwnExceptions_HaveTheirKind()
    {
        Assert.Equal(FailureKind.Capability, Classifier.Classify(new ContextLengthExceededException(9, 8)));
        Assert.Equal(FailureKind.Capability, Classifier.Classify(new UnsupportedRequestException("x")));
        Assert.Equal(FailureKind.LocalFatal, Classifier.Classify(new ModelLoadException("folder", "it is damaged.")));
        Assert.Equal(FailureKind.LocalFatal, Classifier.Classify(new OutOfMemoryException()));
        Assert.Null(Classifier.Classify(new NotSupportedException()));
        Assert.Null(Classifier.Classify(new OperationCanceledException()));
    }

    [Fact]
    public void IsOutOfMemory_OtherExceptions_AreNot()
    {
        Assert.True(Classifier.IsOutOfMemory(new OutOfMemoryException()));
        Assert.True(Classifier.IsOutOfMemory(new ModelLoadException("folder", "it is large.", new OutOfMemoryException())));
        Assert.False(Classifier.IsOutOfMemory(new InvalidOperationException("bad allocation")));
    }
}
