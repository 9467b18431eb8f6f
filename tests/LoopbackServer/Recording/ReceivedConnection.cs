using System.Buffers;

namespace HybridInference.LoopbackServer.Recording;

/// <summary>Every byte that one connection received.</summary>
internal sealed class ReceivedConnection
{
    private readonly Lock _lock = new();
    private readonly MemoryStream _bytes = new();

    /// <summary>Gets or sets whether nothing more can come.</summary>
    public bool IsClosed { get; set; }

    public byte[] ToArray()
    {
        lock (_lock)
        {
            return _bytes.ToArray();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _bytes.SetLength(0);
            _bytes.Capacity = 0;
        }
    }

    public void Append(ReadOnlySequence<byte> buffer)
    {
        lock (_lock)
        {
            foreach (var segment in buffer)
            {
                _bytes.Write(segment.Span);
            }
        }
    }
}
