namespace HybridInference;

/// <summary>Goes through a text once, from one character that private data needs to the next, and asks the matchers of that character.</summary>
internal ref struct TextScanner(ReadOnlySpan<char> text, ScanBuffers buffers, ScanState state = default)
{
    /// <summary>The score from which a run of letters and digits is not looked at as a number too.</summary>
    private const double SureScore = 0.95;

    private const int LongestAddress = 45;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly MatchList _matches = buffers.Matches;
    private readonly CharacterMap _map = buffers.Map;
    private int _tokenEnd = state.TokenEnd;
    private int _addressEnd = state.AddressEnd;
    private int _nextPrefix = -1;

    /// <summary>Looks at the text up to its end.</summary>
    public void Scan() => Scan(default(ScanHorizon));

    /// <summary>Looks at the text up to the first place where something may stand of which the end has not come yet.</summary>
    /// <returns>From where to go on when more of the text is there.</returns>
    public ScanState Scan(ScanHorizon horizon)
    {
        _map.Start(_text.Length);
        int position = state.Position;
        while (position < _text.Length && !_matches.IsEnough)
        {
            int next = _map.Next(_text, CharacterKind.Trigger, position);
            bool isPrefix = NextPrefix(position) < next;
            next = isPrefix ? _nextPrefix : next;
            if (horizon.IsBefore(_text, next, _map, out int stop))
            {
                position = Math.Max(position, stop);
                break;
            }

            position = isPrefix ? VisitToken(next) : next < _text.Length ? Visit(next) : next;
        }

        return new ScanState(position, _tokenEnd, _addressEnd);
    }

    /// <summary>Finds the next prefix of a token, which may be made of letters only; each part of the text is searched once.</summary>
    private int NextPrefix(int position)
    {
        if (_nextPrefix < position)
        {
            int next = _text[position..].IndexOfAny(TokenPrefixes.Common);
            _nextPrefix = next < 0 ? int.MaxValue : position + next;
        }

        return _nextPrefix;
    }

    /// <returns>Where to go on.</returns>
    private int Visit(int position)
    {
        buffers.Work++;
        switch (_text[position])
        {
            case '@':
                return AddOrSkip(EmailMatcher.TryMatch(_text, position, out PiiMatch email), email, position);
            case '-':
                return AddOrSkip(TryMatchDash(position, out PiiMatch match), match, position);
            case ':' or '=' or '>':
                return VisitOperator(position);
            default:
                return VisitDigit(position);
        }
    }

    private readonly bool TryMatchDash(int position, out PiiMatch match) =>
        PrivateKeyMatcher.TryMatch(_text, position, out match) || OptionMatcher.TryMatch(_text, position, out match) || TryMatchMac(position, out match);

    /// <summary>A hardware address may have no digit at all.</summary>
    private readonly bool TryMatchMac(int position, out PiiMatch mac)
    {
        mac = default;
        return position + 3 < _text.Length && _text[position + 3] == _text[position] && MacAddressMatcher.TryMatch(_text, position, out mac);
    }

    private readonly int AddOrSkip(bool found, PiiMatch match, int position)
    {
        if (!found)
        {
            return position + 1;
        }

        Add(match);
        return Math.Max(position + 1, match.End);
    }

    private readonly int VisitOperator(int position)
    {
        bool isScheme = _text[position..].StartsWith("://", StringComparison.Ordinal);
        if (isScheme && UrlMatcher.TryMatch(_text, position, out PiiMatch url))
        {
            Add(WebhookMatcher.TryMatch(url, _text, out PiiMatch webhook) ? webhook : url);
        }

        if (UnspecifiedAddressMatcher.TryMatch(_text, position, out PiiMatch address) || TryMatchMac(position, out address))
        {
            Add(address);
        }

        PiiMatch secret = default;
        bool found = (isScheme && UrlCredentialMatcher.TryMatch(_text, position, out secret))
            || AssignmentMatcher.TryMatch(_text, position, out secret)
            || FileMatchers.TryMatch(_text, position, out secret);
        if (found)
        {
            Add(secret);
        }

        return position + 1;
    }

    private int VisitDigit(int position)
    {
        int end = VisitToken(position);
        return end > position + 1 ? end : VisitNumber(position);
    }

    /// <summary>Looks at a run of letters and digits once.</summary>
    /// <returns>Where to go on: after a sure match, or after the first character.</returns>
    private int VisitToken(int position)
    {
        if (position < _tokenEnd)
        {
            return position + 1;
        }

        int start = _map.StartOf(_text, CharacterKind.Token, position, _tokenEnd);
        _tokenEnd = _map.EndOf(_text, CharacterKind.Token, position);
        buffers.Work += _tokenEnd - start;
        var token = new TextToken(_text, start, _tokenEnd, buffers.Cues);
        if (!TokenMatchers.TryMatch(token, out PiiMatch match))
        {
            return position + 1;
        }

        Add(match);
        return match.Score >= SureScore ? Math.Max(position + 1, match.End) : position + 1;
    }

    private int VisitNumber(int position)
    {
        if (!TryMatchAddress(position, out PiiMatch match) && !NumberMatchers.TryMatch(_text, position, buffers.Cues, out match))
        {
            return _map.EndOf(_text, CharacterKind.Digit, position);
        }

        Add(match);
        return Math.Max(position + 1, match.End);
    }

    /// <summary>A run that cannot be an address is looked at once for all its digits, and not further than an address is long.</summary>
    private bool TryMatchAddress(int position, out PiiMatch match)
    {
        match = default;
        if (position < _addressEnd)
        {
            return false;
        }

        ReadOnlySpan<char> rest = _text[position..Math.Min(_text.Length, position + LongestAddress)];
        int length = rest.IndexOfAnyExcept(CharacterSets.MacCharacters);
        int end = position + (length < 0 ? rest.Length : length);
        int start = _map.StartOf(_text, CharacterKind.Address, position, Math.Max(0, position - LongestAddress));
        buffers.Work += end - start;
        bool mayBeAddress = AddressRun.MayBeAddress(_text[start..end]);
        _addressEnd = mayBeAddress || length < 0 ? position : end;
        return mayBeAddress && NumberMatchers.TryMatchAddress(_text, position, out match);
    }

    private readonly void Add(PiiMatch match)
    {
        buffers.Work += match.Length;
        _matches.Add(match);
    }
}
