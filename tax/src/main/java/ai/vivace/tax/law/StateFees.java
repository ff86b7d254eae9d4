package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a state asks of a limited liability company of one member without employees.
 *
 * @param state two letters, such as {@code CA}
 * @param name the state's name
 * @param filingFee what forming it costs, in dollars
 * @param recurringFee what it costs again and again
 * @param everyYears how often, in years; 0 for never
 * @param perYear the recurring fee for a year
 * @param what what the recurring fee is called
 * @param note what else to know
 * @param filingConfidence how well the filing fee is confirmed
 * @param recurringConfidence how well the recurring fee is confirmed
 */
public record StateFees(
        String state,
        String name,
        BigDecimal filingFee,
        BigDecimal recurringFee,
        int everyYears,
        BigDecimal perYear,
        String what,
        Optional<String> note,
        Confidence filingConfidence,
        Confidence recurringConfidence) {
    private static final String FILE = "llc_state_fees.json";

    /** Reads the file once. */
    private static final class Loaded {
        private static final Map<String, StateFees> BY_STATE = load();
    }

    private static Map<String, StateFees> load() {
        Map<String, Object> values = new LinkedHashMap<>(Law.resource(FILE));
        values.put("source", "public lists of fees, and states' pages");
        values.put("confidence", Confidence.MEDIUM.word());
        Map<String, StateFees> byState = new LinkedHashMap<>();
        for (LawGroup row : LawGroup.of(FILE, "states", values).groups("states")) {
            StateFees fees = of(row);
            byState.put(fees.state(), fees);
        }
        return byState;
    }

    private static StateFees of(LawGroup row) {
        String state = row.text("state");
        String place = FILE + ", " + state;
        return new StateFees(
                state,
                row.text("name"),
                row.decimal("filing_fee"),
                row.decimal("recurring_fee"),
                row.integer("every_years"),
                row.decimal("per_year"),
                row.text("what"),
                row.findText("note"),
                Confidence.of(row.text("confidence_filing"), place),
                Confidence.of(row.text("confidence_recurring"), place));
    }

    /**
     * The fees of a state by its two letters or its name.
     *
     * @throws InputException for another word; it suggests the nearest
     */
    public static StateFees of(String state) {
        String word = state.strip();
        StateFees fees = Loaded.BY_STATE.get(word.toUpperCase(Locale.ROOT));
        if (fees != null) {
            return fees;
        }
        return all().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown(
                        "state", word, all().stream().map(StateFees::name).toList())));
    }

    /** All states and the District of Columbia. */
    public static List<StateFees> all() {
        return List.copyOf(Loaded.BY_STATE.values());
    }
}
