namespace HybridInference.Tests.Privacy.Redaction;

/// <summary>The built-in detector, and one that finds names after a title, as a user's own model might.</summary>
internal sealed class NameDetector : IPiiDetector
{
    public bool RunsLocally => true;

    private const string Title = "Dr. ";

    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        PiiDetector.Default.Detect(text, matches);
        int position = 0;
        int next;
        while ((next = text[position..].IndexOf(Title, StringComparison.Ordinal)) >= 0)
        {
            int start = position + next + Title.Length;
            position = start;
            while (position < text.Length && char.IsAsciiLetterOrDigit(text[position]))
            {
                position++;
            }

            if (position > start)
            {
                matches.Add(new PiiMatch(PiiCategories.Person, start, position - start, 0.8));
            }
        }
    }
}
