using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// A cache for graphs that append by concatenation: they read the past and write past and new rows together to another place. Two blocks
/// of memory per tensor take turns, so that nothing is allocated from token to token.
/// </summary>
internal sealed class ConcatenatedKvCache(IReadOnlyList<KvTensor> tensors, OrtIoBinding binding) : KvCache
{
    private TensorBuffer[] _pasts = [.. tensors.Select(tensor => new TensorBuffer(tensor.ElementType))];
    private TensorBuffer[] _presents = [.. tensors.Select(tensor => new TensorBuffer(tensor.ElementType))];

    public override long Bytes => _pasts.Concat(_presents).Sum(buffer => buffer.Bytes);

    public override void Dispose()
    {
        foreach (TensorBuffer buffer in _pasts.Concat(_presents))
        {
            buffer.Dispose();
        }
    }

    protected override void Bind(int tokens)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            KvTensor tensor = tensors[i];
            binding.BindInput(tensor.Past, Length == 0 ? CreateEmpty(i) : _pasts[i].CurrentView);
            long elements = tensor.ElementsOf(Capacity);
            if (_presents[i].Capacity < elements)
            {
                _presents[i].Resize(elements);
            }

            binding.BindOutput(tensor.Present, _presents[i].View(tensor.ShapeOf(Length + tokens)));
        }
    }

    protected override void OnCommitted() => (_pasts, _presents) = (_presents, _pasts);

    /// <summary>Moves the rows that stay together, as their distance is that of the rows in all.</summary>
    protected override void OnTruncating(int length)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            tensors[i].CopyRows(_pasts[i].Memory, Length, _pasts[i].Memory, length, length);
            _pasts[i].View(tensors[i].ShapeOf(length));
        }
    }

    protected override void CopyRows(KvCache source, int length)
    {
        TensorBuffer[] sources = ((ConcatenatedKvCache)source)._pasts;
        for (int i = 0; i < tensors.Count; i++)
        {
            _pasts[i].Resize(tensors[i].ElementsOf(Capacity));
            tensors[i].CopyRows(sources[i].Memory, source.Length, _pasts[i].Memory, length, length);
            _pasts[i].View(tensors[i].ShapeOf(length));
        }
    }

    private OrtValue CreateEmpty(int index)
    {
        _pasts[index].Resize(0);
        return _pasts[index].View(tensors[index].ShapeOf(0));
    }
}
