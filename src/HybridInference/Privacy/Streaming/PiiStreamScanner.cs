namespace HybridInference;

/// <summary>Finds in a text that comes in chunks what <see cref="PiiDetector"/> finds in the whole text, however it is cut.</summary>
/// <remarks>
/// <para>
/// Not thread-safe; one instance scans one stream after the other and keeps its buffers, so that a chunk needs no allocation once they have
/// grown. It holds at most about <see cref="MaxValueLength"/> characters of the text besides the chunk, a few thousand as a rule, and
/// overwrites them with zeros when it lets them go.
/// </para>
/// <para>
/// A match is reported when nothing that follows can change it: about 900 characters after its end, or at the end of the stream. Values that
/// are longer than <see cref="MaxValueLength"/>, such as very long runs of letters and digits and blocks of keys, may be reported in parts, and
/// white space of more than 256 characters inside or before a value may hide that it belongs to it.
/// </para>
/// </remarks>
public sealed class PiiStreamScanner
{
    /// <summary>The length up to which a value is found as in the whole text: 16,384 characters.</summary>
    public const int MaxValueLength = ScanHorizon.LongestValue;

    /// <summary>How far before a place what stands there may reach back.</summary>
    private const int Lookback = 128;

    /// <summary>How many characters before a value are looked at for words that name its kind.</summary>
    private const int Context = 384;

    private const int SliceLength = 4096;

    private readonly StreamText _text = new();
    private readonly ScanBuffers _buffers = new();
    private readonly List<PiiMatch> _final = [];
    private ScanState _state;
    private int _due;

    /// <summary>Creates a scanner for a new stream.</summary>
    public PiiStreamScanner() => Start();

    /// <summary>Scans the next chunk.</summary>
    /// <param name="chunk">The text that follows what has been scanned; may be empty.</param>
    /// <param name="matches">Receives the matches that have become final, in the order of their start; what it already holds stays.</param>
    /// <exception cref="ArgumentNullException"><paramref name="matches"/> is <see langword="null"/>.</exception>
    public void Append(ReadOnlySpan<char> chunk, ICollection<PiiStreamMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        while (!chunk.IsEmpty)
        {
            int length = Math.Min(SliceLength, chunk.Length);
            _text.Append(chunk[..length]);
            chunk = chunk[length..];
            if (_text.Text.Length >= _due)
            {
                Scan(matches);
            }
        }
    }

    /// <summary>Ends the stream: scans what is left and makes the scanner ready for another stream.</summary>
    /// <param name="matches">Receives the last matches.</param>
    /// <exception cref="ArgumentNullException"><paramref name="matches"/> is <see langword="null"/>.</exception>
    public void Complete(ICollection<PiiStreamMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        new TextScanner(_text.Text, _buffers, _state).Scan();
        Report(int.MaxValue, matches);
        _text.Clear();
        Start();
    }

    private void Start()
    {
        _buffers.Start(double.PositiveInfinity);
        (_state, _due) = (default, ScanHorizon.Lookahead);
    }

    private void Scan(ICollection<PiiStreamMatch> matches)
    {
        ReadOnlySpan<char> text = _text.Text;
        _state = new TextScanner(text, _buffers, _state).Scan(new ScanHorizon(IsGrowing: true));

        // What a later match may reach back to: the run of letters and digits at the place where the scan stopped, and a little more.
        int tokenStart = _buffers.Map.StartOf(text, CharacterKind.Token, _state.Position, Math.Min(_state.TokenEnd, _state.Position));
        int settled = tokenStart - Lookback;
        Report(settled, matches);
        Forget(Math.Min(settled, _buffers.Matches.FirstStart) - Context);
        WaitForMore();
    }

    /// <summary>While a long value has not ended, the scan waits for a quarter more of it, so that the work stays in proportion to the text.</summary>
    private void WaitForMore()
    {
        int waiting = _text.Text.Length - _state.Position - ScanHorizon.Lookahead;
        _due = _text.Text.Length + Math.Max(1, waiting / 4);
    }

    private void Report(int end, ICollection<PiiStreamMatch> matches)
    {
        _buffers.Matches.TakeBefore(end, _final);
        foreach (PiiMatch match in _final)
        {
            long start = _text.PlaceOf(match.Start);
            matches.Add(new PiiStreamMatch(match.Category, start, (int)(_text.EndBefore(match.End) - start), match.Score));
        }

        _final.Clear();
    }

    /// <summary>Lets the first characters go when they are as many as those that stay.</summary>
    private void Forget(int count)
    {
        if (count > 0 && count >= _text.Text.Length / 2)
        {
            _text.RemoveStart(count);
            _buffers.MoveBack(count);
            _state = _state.MovedBack(count);
        }
    }
}
