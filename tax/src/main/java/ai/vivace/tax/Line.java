package ai.vivace.tax;

import ai.vivace.tax.law.FormPlace;
import ai.vivace.tax.law.FormPlaces;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;

/** A line of a return: its value, and on demand why it has that value. Immutable. */
public final class Line {
    private final LineName name;
    private final BigDecimal value;
    private final FormPlaces places;
    private final Supplier<Reason> reason;

    Line(LineName name, BigDecimal value, FormPlaces places, Supplier<Reason> reason) {
        this.name = name;
        this.value = value;
        this.places = places;
        this.reason = reason;
    }

    /** Which line. */
    public LineName name() {
        return name;
    }

    /** The amount, in dollars. */
    public BigDecimal value() {
        return value;
    }

    /** The form and the number of the line on it; none where it is a step that the year's forms have no line for. */
    public Optional<FormPlace> place() {
        return places.find(name.key());
    }

    /** Why the line has its value. Sentences are built when this is called, not before. */
    public Reason reason() {
        return reason.get();
    }

    @Override
    public String toString() {
        return name.title() + place().map(where -> " (" + where + ")").orElse("") + ": " + Money.text(value);
    }
}
