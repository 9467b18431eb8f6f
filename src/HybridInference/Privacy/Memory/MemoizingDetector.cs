namespace HybridInference;

/// <summary>Remembers what a detector found in a text, so that each turn of a conversation costs only its new text.</summary>
/// <remarks>Keeps hashes, offsets and categories, never text.</remarks>
internal sealed class MemoizingDetector(IPiiDetector detector) : IPiiDetector
{
    /// <summary>The built-in detector scans a shorter text in less time than the hash takes.</summary>
    private const int MinLengthForBuiltIn = 512;
    private const int Capacity = 4096;

    private readonly BoundedMemory<PiiMatch[]> _memory = new(Capacity);
    private readonly int _minLength = detector is PiiDetector ? MinLengthForBuiltIn : 0;

    public bool RunsLocally => detector.RunsLocally;

    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        if (text.Length < _minLength)
        {
            detector.Detect(text, matches);
            return;
        }

        UInt128 hash = TextHash.Of(text);
        if (!_memory.TryGet(hash, out PiiMatch[]? found))
        {
            var buffer = new List<PiiMatch>();
            detector.Detect(text, buffer);
            found = [.. buffer];
            _memory.Set(hash, found);
        }

        foreach (PiiMatch match in found)
        {
            matches.Add(match);
        }
    }
}
