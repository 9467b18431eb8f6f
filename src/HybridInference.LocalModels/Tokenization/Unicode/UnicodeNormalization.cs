using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Unicode's four normalization forms, in O(n log n) even for long runs of combining marks.</summary>
internal static class UnicodeNormalization
{
    // Below it every character is normalized, composed and without a combining class.
    private const char FirstToCompose = '\u0300';

    /// <summary>Writes a text in a normalization form.</summary>
    public static string Normalize(string text, bool isComposed, bool isCompatible)
    {
        char firstToChange = isCompatible ? '\u00A0' : isComposed ? FirstToCompose : '\u0080';
        if (!text.AsSpan().ContainsAnyInRange(firstToChange, char.MaxValue))
        {
            return text;
        }

        List<int> codePoints = Decompose(text, isCompatible);
        Order(codePoints);
        return ToText(isComposed ? Compose(codePoints) : codePoints);
    }

    private static List<int> Decompose(string text, bool isCompatible)
    {
        List<int> codePoints = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, isCompatible, codePoints);
        }

        return codePoints;
    }

    private static void Decompose(int codePoint, bool isCompatible, List<int> codePoints)
    {
        if (HangulSyllables.TryDecompose(codePoint, codePoints))
        {
            return;
        }

        if (NormalizationTables.Instance.Decompose(codePoint, isCompatible) is not { } parts)
        {
            codePoints.Add(codePoint);
            return;
        }

        foreach (int part in parts)
        {
            Decompose(part, isCompatible, codePoints);
        }
    }

    private static int Class(int codePoint) => codePoint < FirstToCompose ? 0 : NormalizationTables.Instance.CombiningClass(codePoint);

    // Sorts every run of combining marks by class; marks of one class keep their order.
    private static void Order(List<int> codePoints)
    {
        for (int start = 0; start < codePoints.Count; start++)
        {
            int end = start;
            while (end < codePoints.Count && Class(codePoints[end]) > 0)
            {
                end++;
            }

            if (end > start + 1)
            {
                int[] ordered = [.. codePoints[start..end].OrderBy(Class)];
                ordered.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(codePoints)[start..]);
            }

            start = end;
        }
    }

    private static List<int> Compose(List<int> codePoints)
    {
        List<int> composed = new(codePoints.Count);
        int starter = -1;
        int lastClass = 0;
        foreach (int codePoint in codePoints)
        {
            int combiningClass = Class(codePoint);
            bool isBlocked = starter < composed.Count - 1 && lastClass >= combiningClass;
            if (starter >= 0 && !isBlocked && TryCompose(composed[starter], codePoint, out int result))
            {
                composed[starter] = result;
                continue;
            }

            starter = combiningClass == 0 ? composed.Count : starter;
            lastClass = combiningClass;
            composed.Add(codePoint);
        }

        return composed;
    }

    private static bool TryCompose(int first, int second, out int composed) =>
        HangulSyllables.TryCompose(first, second, out composed) || NormalizationTables.Instance.TryCompose(first, second, out composed);

    private static string ToText(List<int> codePoints)
    {
        StringBuilder text = new(codePoints.Count);
        foreach (int codePoint in codePoints)
        {
            text.Append(new Rune(codePoint));
        }

        return text.ToString();
    }
}
