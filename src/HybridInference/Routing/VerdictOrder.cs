namespace HybridInference;

/// <summary>The canonical orders in which a verdict keeps its parts, so that equal verdicts are equal part by part.</summary>
internal static class VerdictOrder
{
    public static readonly IComparer<TargetDenial> OfDenials = Comparer<TargetDenial>.Create(
        (left, right) => First(
            string.CompareOrdinal(left.Target, right.Target),
            string.CompareOrdinal(left.Reason, right.Reason),
            string.CompareOrdinal(left.Detail, right.Detail)));

    public static readonly IComparer<TargetPreference> OfPreferences = Comparer<TargetPreference>.Create(
        (left, right) => First(
            string.CompareOrdinal(left.Target, right.Target),
            string.CompareOrdinal(left.Reason, right.Reason),
            left.Weight.CompareTo(right.Weight)));

    private static int First(int first, int second, int third) => first != 0 ? first : second != 0 ? second : third;
}
