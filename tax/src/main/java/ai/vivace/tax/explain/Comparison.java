package ai.vivace.tax.explain;

import ai.vivace.plot.TextTable;
import ai.vivace.tax.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Choices beside each other.
 *
 * @param title what is compared
 * @param choices in the order in which they were asked for; the first is the one to compare with
 */
public record Comparison(String title, List<Choice> choices) {

    /**
     * One of the choices.
     *
     * @param name what it is
     * @param netTax total tax less credits that are paid out, in dollars; none where the choice is not open
     * @param note what to know of it, or why it is not open
     */
    public record Choice(String name, Optional<BigDecimal> netTax, String note) {}

    public Comparison {
        choices = List.copyOf(choices);
    }

    /** The choice with the least tax, if any is open. */
    public Optional<Choice> best() {
        return choices.stream()
                .filter(choice -> choice.netTax().isPresent())
                .min(Comparator.comparing(choice -> choice.netTax().orElseThrow()));
    }

    /** What a choice costs more than the first one, in dollars; negative when it costs less. */
    public Optional<BigDecimal> difference(Choice choice) {
        Optional<BigDecimal> first = choices.get(0).netTax();
        return choice.netTax().flatMap(tax -> first.map(tax::subtract));
    }

    /** The choices as a table. */
    public TextTable table() {
        TextTable.Builder table = TextTable.of("choice", "federal tax", "difference", "note");
        for (Choice choice : choices) {
            table.row(
                    choice.name(),
                    choice.netTax().map(Money::text).orElse("-"),
                    difference(choice).map(Money::text).orElse("-"),
                    choice.note());
        }
        return table.build();
    }

    /** A sentence that names the best choice. */
    public String sentence() {
        return best().map(choice -> "Least federal tax: " + choice.name() + ", with "
                        + Money.text(choice.netTax().orElseThrow()) + ".")
                .orElse("None of these is open to you.");
    }
}
