namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>A number that configures a node.</summary>
internal sealed record OnnxAttribute(string Name, long? Integer, float? Single)
{
    private const int SingleType = 1;
    private const int IntegerType = 2;

    public static implicit operator OnnxAttribute((string Name, long Value) attribute) => new(attribute.Name, attribute.Value, null);

    public static implicit operator OnnxAttribute((string Name, float Value) attribute) => new(attribute.Name, null, attribute.Value);

    public ProtobufWriter ToProtobuf()
    {
        var writer = new ProtobufWriter().Text(1, Name);
        return Integer is { } integer
            ? writer.Integer(3, integer).Integer(20, IntegerType)
            : writer.Single(2, Single!.Value).Integer(20, SingleType);
    }
}
