namespace HybridInference.LocalModels;

/// <summary>Which markers count at which place of an answer. Immutable and thread-safe.</summary>
internal sealed class AnswerMarkers
{
    /// <param name="markers">All markers.</param>
    /// <param name="isReasoningToken">Whether the tag before reasoning is a token, which nobody writes by chance in the middle of a text.</param>
    public AnswerMarkers(IReadOnlyList<AnswerMarker> markers, bool isReasoningToken)
    {
        // A special token is never text, so it also counts where it has no business: a lone end is dropped.
        Start = new MarkerSearch(markers.Where(marker => marker.IsSpecial || marker.Kind is MarkerKind.Reasoning or MarkerKind.Call));
        AfterCall = new MarkerSearch(
            markers.Where(marker => marker.Kind is not MarkerKind.ReasoningEnd || marker.IsSpecial).OrderByDescending(marker => marker.Kind));
        Text = new MarkerSearch(markers.Where(
            marker => marker.IsSpecial || (!marker.OnlyAtStart && (marker.Kind is MarkerKind.Call || (marker.Kind is MarkerKind.Reasoning && isReasoningToken)))));
        Reasoning = new MarkerSearch(
            markers.Where(marker => marker.Kind is MarkerKind.ReasoningEnd || (marker.IsSpecial && marker.Kind is MarkerKind.Call)));
    }

    /// <summary>Gets the markers where nothing but reasoning came before.</summary>
    public MarkerSearch Start { get; }

    /// <summary>Gets the markers after a call. The end of a call comes before the beginning of the next that is written the same.</summary>
    public MarkerSearch AfterCall { get; }

    /// <summary>Gets the markers within text.</summary>
    public MarkerSearch Text { get; }

    /// <summary>Gets the markers within reasoning.</summary>
    public MarkerSearch Reasoning { get; }
}
