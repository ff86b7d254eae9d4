package ai.vivace.tax.law;

import java.util.List;
import java.util.Optional;

/**
 * Where numbers of the law come from.
 *
 * @param file the law file, such as {@code 2025.json}
 * @param group the group of numbers in it
 * @param source statutes, revenue procedures, forms
 * @param confidence how well the numbers are confirmed
 * @param confirmedBy what they were compared with; may be empty
 * @param discrepancy what sources disagree on and which one is used
 */
public record Citation(
        String file,
        String group,
        String source,
        Confidence confidence,
        List<String> confirmedBy,
        Optional<String> discrepancy) {
    public Citation {
        confirmedBy = List.copyOf(confirmedBy);
    }

    /** The place in the law file, for messages. */
    public String place() {
        return file + ", " + group;
    }
}
