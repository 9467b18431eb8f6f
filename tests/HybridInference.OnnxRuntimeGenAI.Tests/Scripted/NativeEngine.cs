namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Stands where the entry to the native library is, in builds without it.</summary>
internal static class NativeEngine
{
    public static IGeneratorModel Load(ModelFolder folder, string? executionProvider) =>
        throw new ModelLoadException(folder.Path, $"there is no native library in this build, nor '{executionProvider}'.");

    public static bool IsFailure(Exception exception) => exception is Tests.ScriptedFailureException;
}
