namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>One byte of a set.</summary>
internal sealed class ByteTerm(int id, ByteSet bytes, int cost) : Term(id, isNullable: false, cost)
{
    public ByteSet Bytes => bytes;

    protected override Term Derive(byte value, TermFactory terms) => bytes.Contains(value) ? terms.Empty : terms.Never;
}
