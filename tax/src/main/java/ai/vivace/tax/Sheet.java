package ai.vivace.tax;

import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A return while it is filled in: forms put lines and read those that were put before. */
final class Sheet {
    private final Filer filer;
    private final Law law;
    private final Precision precision;
    private final Map<LineName, Line> lines = new EnumMap<>(LineName.class);

    Sheet(Filer filer, Law law, Precision precision) {
        this.filer = filer;
        this.law = law;
        this.precision = precision;
    }

    Filer filer() {
        return filer;
    }

    Law law() {
        return law;
    }

    Precision precision() {
        return precision;
    }

    FilingStatus status() {
        return filer.status();
    }

    /** An amount that was given. */
    BigDecimal given(Item item) {
        return filer.amount(item);
    }

    /** Rounds as a form's line. */
    BigDecimal line(BigDecimal amount) {
        return precision.line(amount);
    }

    /** The value of a line; zero when nothing was put there. */
    BigDecimal value(LineName name) {
        Line line = lines.get(name);
        return line == null ? BigDecimal.ZERO : line.value();
    }

    /** The sum of lines. */
    BigDecimal sum(LineName... names) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LineName name : names) {
            sum = sum.add(value(name));
        }
        return sum;
    }

    /** Rounds an amount and puts it on a line, in the place of what was there; gives the rounded amount. */
    BigDecimal put(LineName name, BigDecimal amount, Supplier<Reason> reason) {
        BigDecimal value = line(amount);
        lines.put(name, new Line(name, value, law.formPlaces(), reason));
        return value;
    }

    /** Puts an amount on a line unless it is zero. */
    BigDecimal putUnlessZero(LineName name, BigDecimal amount, Supplier<Reason> reason) {
        return amount.signum() == 0 ? amount : put(name, amount, reason);
    }

    /** Puts an amount that was given on a line, unless it is zero. */
    BigDecimal putGiven(LineName name, Item item) {
        BigDecimal amount = given(item);
        return putUnlessZero(
                name,
                amount,
                () -> Reason.of("as given", "You gave " + item.title() + " of " + Money.text(amount) + "."));
    }

    /** Takes a line away. */
    void remove(LineName name) {
        lines.remove(name);
    }

    List<Line> lines() {
        return new ArrayList<>(lines.values());
    }
}
