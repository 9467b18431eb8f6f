namespace HybridInference.OnnxRuntime;

/// <summary>A field of a protobuf message: its number, and where its content starts and ends in the file.</summary>
internal readonly record struct ProtobufField(int Number, long Start, long End);
