namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Counts lines for messages; positions must not go back.</summary>
internal sealed class LineCounter(string source)
{
    private int _line = 1;
    private int _position;

    /// <summary>Gets the line of a position, from 1.</summary>
    public int LineAt(int position)
    {
        _line += source.AsSpan(_position, position - _position).Count('\n');
        _position = position;
        return _line;
    }
}
