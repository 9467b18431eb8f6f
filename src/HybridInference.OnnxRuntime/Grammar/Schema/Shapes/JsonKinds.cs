namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Kinds of JSON values; integers are numbers.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    String = 8,
    Array = 16,
    Object = 32,
    All = 63,
}
