namespace HybridInference.LocalModels;

/// <summary>Finds where a JSON object ends while its text is still growing, looking at each character once. Not thread-safe.</summary>
internal struct JsonEndFinder
{
    private int _position;
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>Gets the index after the object's closing brace, or null while it has none.</summary>
    /// <param name="json">The text from the opening brace on; the same as in the last call, or longer.</param>
    public int? Find(ReadOnlySpan<char> json)
    {
        while (_position < json.Length)
        {
            char character = json[_position++];
            if (_isInString)
            {
                ReadInString(character);
            }
            else if (ReadOutside(character))
            {
                return _position;
            }
        }

        return null;
    }

    private void ReadInString(char character)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return;
        }

        _isEscaped = character == '\\';
        _isInString = character != '"';
    }

    private bool ReadOutside(char character)
    {
        switch (character)
        {
            case '"':
                _isInString = true;
                return false;
            case '{' or '[':
                _depth++;
                return false;
            case '}' or ']':
                return --_depth <= 0;
            default:
                return false;
        }
    }
}
