package ai.vivace.text.explain;

import ai.vivace.base.InputException;
import ai.vivace.text.model.AttentionMap;
import java.util.List;
import java.util.Locale;

/** Attention as a table: a row for each token that attends, a column for each that is attended to, the darker the more. */
public final class AttentionTable {
    private AttentionTable() {}

    /**
     * A page of its own, which needs no other file: the mean over the heads, then each head.
     *
     * @param text which text of the batch
     * @param targets the tokens that attend
     * @param sources those that are attended to
     * @throws InputException when there are other numbers of tokens; a batch's padding is not to be named
     */
    public static String html(AttentionMap map, int text, List<String> targets, List<String> sources) {
        InputException.require(
                targets.size() <= map.targets() && sources.size() <= map.sources(),
                () -> "The attention is of " + map.targets() + " tokens to " + map.sources() + ", but " + targets.size()
                        + " and " + sources.size() + " were named.");
        StringBuilder body = new StringBuilder();
        table(body, "mean of the heads", map.mean(text), targets, sources);
        for (int head = 0; head < map.heads(); head++) {
            table(body, "head " + head, map.head(text, head), targets, sources);
        }
        return Html.page(Html.escaped(map.layer() + " " + map.kind().name().toLowerCase(Locale.ROOT)), body.toString());
    }

    private static void table(
            StringBuilder body, String caption, float[][] weights, List<String> targets, List<String> sources) {
        body.append("<table style=\"border-collapse:collapse;margin:1em 0\"><caption>")
                .append(caption)
                .append("</caption>\n<tr><th></th>");
        sources.forEach(source -> body.append("<th style=\"writing-mode:vertical-rl\">")
                .append(Html.escaped(source))
                .append("</th>"));
        body.append("</tr>\n");
        for (int target = 0; target < targets.size(); target++) {
            body.append("<tr><th style=\"text-align:right\">")
                    .append(Html.escaped(targets.get(target)))
                    .append("</th>");
            for (int source = 0; source < sources.size(); source++) {
                body.append(String.format(
                        Locale.ROOT,
                        "<td style=\"width:1.2em;background:rgba(20,60,160,%.3f)\" title=\"%.4f\"></td>",
                        weights[target][source],
                        weights[target][source]));
            }
            body.append("</tr>\n");
        }
        body.append("</table>\n");
    }
}
