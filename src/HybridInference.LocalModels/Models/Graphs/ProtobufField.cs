namespace HybridInference.LocalModels;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Number">The number that says what it is.</param>
/// <param name="Head">Where it starts in the file, with its number.</param>
/// <param name="Start">Where its content starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Value">The content of a field that is an integer.</param>
internal readonly record struct ProtobufField(int Number, long Head, long Start, long End, long Value);
