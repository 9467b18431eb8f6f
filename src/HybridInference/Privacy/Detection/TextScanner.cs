using System.Buffers;

namespace HybridInference;

/// <summary>Goes through a text once, from one character that private data needs to the next, and asks the matchers of that character.</summary>
internal ref struct TextScanner(ReadOnlySpan<char> text, MatchList matches)
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create("0123456789@:=>-");

    private readonly ReadOnlySpan<char> _text = text;
    private int _tokenEnd;

    public void Scan()
    {
        int position = 0;
        while (position < _text.Length && !matches.IsEnough)
        {
            int next = _text[position..].IndexOfAny(Triggers);
            if (next < 0)
            {
                return;
            }

            position = Visit(position + next);
        }
    }

    /// <returns>Where to go on.</returns>
    private int Visit(int position)
    {
        switch (_text[position])
        {
            case '@':
                return AddOrSkip(EmailMatcher.TryMatch(_text, position, out PiiMatch email), email, position);
            case '-':
                return AddOrSkip(PrivateKeyMatcher.TryMatch(_text, position, out PiiMatch key), key, position);
            case ':' or '=' or '>':
                return VisitOperator(position);
            default:
                return VisitDigit(position);
        }
    }

    private readonly int AddOrSkip(bool found, PiiMatch match, int position)
    {
        if (!found)
        {
            return position + 1;
        }

        matches.Add(match);
        return Math.Max(position + 1, match.End);
    }

    private readonly int VisitOperator(int position)
    {
        if (UrlMatcher.TryMatch(_text, position, out PiiMatch url))
        {
            matches.Add(url);
        }

        bool found = UrlCredentialMatcher.TryMatch(_text, position, out PiiMatch secret)
            || AssignmentMatcher.TryMatch(_text, position, out secret);
        if (found)
        {
            matches.Add(secret);
        }

        return position + 1;
    }

    private int VisitDigit(int position)
    {
        int end = position + 1;
        if (position >= _tokenEnd)
        {
            var token = new TextToken(_text, position, _tokenEnd);
            _tokenEnd = token.End;
            if (TokenMatchers.TryMatch(token, out PiiMatch match))
            {
                matches.Add(match);
                end = match.Score >= PiiMatch.RoutingThreshold ? Math.Max(end, match.End) : end;
            }
        }

        if (end == position + 1)
        {
            end = VisitNumber(position);
        }

        return end;
    }

    private readonly int VisitNumber(int position)
    {
        if (NumberMatchers.TryMatch(_text, position, out PiiMatch match))
        {
            matches.Add(match);
            return Math.Max(position + 1, match.End);
        }

        int end = position + 1;
        while (end < _text.Length && char.IsAsciiDigit(_text[end]))
        {
            end++;
        }

        return end;
    }
}
