package ai.vivace.tax.report;

import ai.vivace.tax.Figure;
import ai.vivace.tax.Money;
import java.util.Set;

/** A number that a line was computed from, with its name. */
final class FigureText {
    /** Figures that count people or boxes of a form. */
    private static final Set<String> COUNTS = Set.of("boxes", "children", "seniors");

    private FigureText() {}

    static String of(Figure figure) {
        if (COUNTS.contains(figure.name())) {
            return figure.name() + " " + figure.value().toBigInteger();
        }
        return figure.name() + " "
                + (figure.name().startsWith("rate") ? Money.percent(figure.value()) : Money.text(figure.value()));
    }
}
