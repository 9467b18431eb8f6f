using System.Runtime.CompilerServices;

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

    /// <summary>Looks at the text up to its end.</summary>
    public void Scan() => Scan(default(ScanHorizon));

    /// <summary>Looks at the text up to the first place where something may stand of which the end has not come yet.</summary>
    /// <returns>From where to go on when more of the text is there.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ScanState Scan(ScanHorizon horizon)
    {
        _map.Start(_text.Length);
        int position = state.Position;
        int from = position;
        while (from < _text.Length && !_matches.IsEnough)
        {
            int trigger = _map.NextTrigger(_text, from);
            buffers.Work++;
            if (!horizon.IsGrowing && IsDigit(trigger))
            {
                from = position = VisitDigit(trigger);
                continue;
            }

            int prefix = MayEndPrefix(trigger) ? StartOfPrefix(trigger, position) : -1;
            if (prefix < 0 && IsOnlyOfPrefix(trigger))
            {
                from = trigger + 1;
                continue;
            }

            int place = prefix < 0 ? trigger : prefix;
            if (horizon.IsBefore(_text, place, _map, out int stop))
            {
                return new ScanState(Math.Max(position, stop), _tokenEnd, _addressEnd);
            }

            from = position = Visit(place);
        }

        return new ScanState(from, _tokenEnd, _addressEnd);
    }

    private readonly bool IsDigit(int trigger) => trigger < _text.Length && char.IsAsciiDigit(_text[trigger]);

    private readonly bool MayEndPrefix(int trigger) => trigger < _text.Length && _text[trigger] is '-' or (>= 'A' and <= 'z');

    /// <summary>Whether a trigger is nothing but possibly a part of a prefix.</summary>
    private readonly bool IsOnlyOfPrefix(int trigger) => trigger < _text.Length && _text[trigger] is (>= 'A' and <= 'z');

    /// <summary>Where a prefix of a token starts that a trigger belongs to; -1 when there is none behind the place up to which all has been looked at.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int StartOfPrefix(int trigger, int position)
    {
        int prefix = LetterPrefix.StartAt(_text, trigger);
        return prefix < position ? -1 : prefix;
    }

    /// <returns>Where to go on.</returns>
    private int Visit(int position)
    {
        switch (position < _text.Length ? _text[position] : '\0')
        {
            case >= '0' and <= '9':
                return VisitDigit(position);
            case '@':
                return VisitAt(position);
            case '-':
                return VisitDash(position);
            case '.':
                return VisitDot(position);
            case ':' or '=' or '>':
                return VisitOperator(position);
            case >= 'A' and <= 'z':
                return VisitPrefix(position);
            default:
                return _text.Length;
        }
    }

    /// <summary>Looks at the run of letters and digits around a prefix.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int VisitPrefix(int position) => position < _tokenEnd
        ? position + 1
        : Math.Max(position + 1, VisitToken(position, CharacterTraits.At(_text, position - 1), new NumberWindow(_map.At(_text, position))));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int VisitAt(int position) => AddOrSkip(EmailMatcher.TryMatch(_text, position, out PiiMatch email), email, position);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int VisitDash(int position) => AddOrSkip(TryMatchDash(position, out PiiMatch match), match, position);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int VisitDot(int position) => AddOrSkip(TryMatchMac(position, MacAddressMatcher.DottedDistance, out PiiMatch mac), mac, position);

    private readonly bool TryMatchDash(int position, out PiiMatch match) =>
        PrivateKeyMatcher.TryMatch(_text, position, out match) || OptionMatcher.TryMatch(_text, position, out match) || TryMatchMac(position, MacAddressMatcher.PairedDistance, out match);

    /// <summary>A hardware address may have no digit at all.</summary>
    private readonly bool TryMatchMac(int position, int distance, out PiiMatch mac)
    {
        mac = default;
        return position + distance < _text.Length && _text[position + distance] == _text[position] && MacAddressMatcher.TryMatch(_text, position, out mac);
    }

    private readonly int AddOrSkip(bool found, in PiiMatch match, int position) => found ? AddAt(position, match) : position + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int VisitOperator(int position)
    {
        if (UnspecifiedAddressMatcher.TryMatch(_text, position, out PiiMatch address) || TryMatchMac(position, MacAddressMatcher.PairedDistance, out address))
        {
            Add(address);
        }

        if (OperatorGlance.MayMatch(_text, _map, position))
        {
            AddUrlAndSecret(position);
        }

        return position + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AddUrlAndSecret(int position)
    {
        bool isScheme = _text[position..].StartsWith("://", StringComparison.Ordinal);
        if (isScheme && UrlMatcher.TryMatch(_text, position, out PiiMatch url))
        {
            Add(WebhookMatcher.TryMatch(url, _text, out PiiMatch webhook) ? webhook : url);
        }

        PiiMatch secret = default;
        bool found = (isScheme && UrlCredentialMatcher.TryMatch(_text, position, out secret))
            || AssignmentMatcher.TryMatch(_text, position, out secret)
            || FileMatchers.TryMatch(_text, position, out secret);
        if (found)
        {
            Add(secret);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int VisitDigit(int position)
    {
        var number = new NumberWindow(_map.At(_text, position));
        int before = CharacterTraits.At(_text, position - 1);
        if (position >= _tokenEnd)
        {
            if (TimeStamp.IsWhole(_text, position, before, number) && NumberMatchers.IsOnlyTimeStamp(_text, position, number, buffers.Cues))
            {
                return _tokenEnd = _addressEnd = position + TimeStamp.WholeLength;
            }

            if (LoneNumber.Is(_text, position, before, number))
            {
                return _tokenEnd = position + number.Length;
            }

            int end = VisitToken(position, before, number);
            if (end > position)
            {
                return end > position + 1 ? end : VisitNumberAnew(position, before);
            }
        }
        else if (position < _addressEnd && NumberMatchers.IsInsideNumber(_text, position))
        {
            return EndOfDigits(position, number);
        }

        return VisitNumber(position, before, number);
    }

    /// <summary>Looks at a run of letters and digits, of which nothing has been looked at.</summary>
    /// <param name="position">A place in the run.</param>
    /// <param name="before">The traits of the character before the place.</param>
    /// <param name="number">The digits from the place on.</param>
    /// <returns>The place itself when nothing can be there; otherwise where to go on: after a sure match, or after the first character.</returns>
    private int VisitToken(int position, int before, scoped in NumberWindow number)
    {
        int start = (before & CharacterTraits.Token) == 0 ? position : _map.StartOf(_text, CharacterKind.Token, position, _tokenEnd);
        _tokenEnd = number.TokenLength < CharacterBlock.Length ? position + number.TokenLength : _map.EndOf(_text, CharacterKind.Token, position);
        buffers.Work += _tokenEnd - start;
        bool mayMatch = start == position ? new TokenGlance(_text, start, _tokenEnd, buffers.Cues).MayMatch(number) : MayMatchFrom(start);
        return mayMatch ? MatchToken(start, position) : position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool MayMatchFrom(int start) =>
        new TokenGlance(_text, start, _tokenEnd, buffers.Cues).MayMatch(new NumberWindow(_map.At(_text, start)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int MatchToken(int start, int position)
    {
        var token = new TextToken(_text, start, _tokenEnd, buffers.Cues);
        if (!TokenMatchers.TryMatch(token, out PiiMatch match))
        {
            return position + 1;
        }

        Add(match);
        return match.Score >= SureScore ? Math.Max(position + 1, match.End) : position + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int VisitNumberAnew(int position, int before) => VisitNumber(position, before, new NumberWindow(_map.At(_text, position)));

    private int VisitNumber(int position, int before, scoped in NumberWindow number)
    {
        int end = position >= _addressEnd && MayBeAddress(position, before, number) ? MatchAddress(position, before) : 0;
        if (end == 0 && NumberMatchers.MayMatch(_text, position, before, number))
        {
            end = MatchNumber(position, number);
        }

        return end > 0 ? end : EndOfNumber(position, number);
    }

    /// <returns>Where to go on, or 0 where nothing was found.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int MatchAddress(int position, int before) =>
        NumberMatchers.TryMatchAddress(_text, position, before, out PiiMatch match) ? AddAt(position, match) : 0;

    /// <inheritdoc cref="MatchAddress"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int MatchNumber(int position, scoped in NumberWindow number) =>
        NumberMatchers.TryMatch(_text, position, number, buffers.Cues, out PiiMatch match) ? AddAt(position, match) : 0;

    private readonly int AddAt(int position, in PiiMatch match)
    {
        Add(match);
        return Math.Max(position + 1, match.End);
    }

    /// <summary>Where to go on behind digits in which nothing was found, or behind the date or time that begins with them and is no address.</summary>
    private readonly int EndOfNumber(int position, scoped in NumberWindow number)
    {
        int length = TimeStamp.Length(_text, position, number);
        return length > 0 && position + length <= _addressEnd ? position + length : EndOfDigits(position, number);
    }

    private readonly int EndOfDigits(int position, scoped in NumberWindow number) =>
        number.Length < CharacterBlock.Length ? position + number.Length : _map.EndOf(_text, CharacterKind.Digit, position);

    /// <summary>A run that cannot be an address is looked at once for all its digits, and not further than an address is long.</summary>
    private bool MayBeAddress(int position, int before, scoped in NumberWindow number)
    {
        int end = position + Math.Min(number.AddressLength, LongestAddress);
        int start = (before & CharacterTraits.Address) == 0 ? position : _map.StartOf(_text, CharacterKind.Address, position, Math.Max(0, position - LongestAddress));
        buffers.Work += end - start;
        bool mayBeAddress = start == position ? AddressRun.MayBeAddress(number, end - start) : MayBeAddressFrom(start, end);
        _addressEnd = mayBeAddress || number.AddressLength > LongestAddress ? position : end;
        return mayBeAddress;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool MayBeAddressFrom(int start, int end) => AddressRun.MayBeAddress(new NumberWindow(_map.At(_text, start)), end - start);

    private readonly void Add(in PiiMatch match)
    {
        buffers.Work += match.Length;
        _matches.Add(match);
    }
}
