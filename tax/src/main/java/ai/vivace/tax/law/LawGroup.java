package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of a law file: named values with the citation that they share.
 *
 * <p>What is missing, or of another kind than asked for, throws an {@link InputException} that names file, group and key.
 */
public final class LawGroup {
    private final Map<String, Object> values;
    private final Citation citation;
    private final String path;

    private LawGroup(Map<String, Object> values, Citation citation, String path) {
        this.values = values;
        this.citation = citation;
        this.path = path;
    }

    /** A group with source and confidence of its own. */
    static LawGroup of(String file, String name, Map<String, Object> values) {
        String place = file + ", " + name;
        Object source = values.get("source");
        Object confidence = values.get("confidence");
        if (!(source instanceof String text) || text.isBlank()) {
            throw new InputException(place + ": expected a source for its numbers. Add \"source\".");
        }
        if (!(confidence instanceof String word)) {
            throw new InputException(place + ": expected how well its numbers are confirmed. Add \"confidence\".");
        }
        List<String> confirmedBy = values.get("confirmed_by") instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
        Optional<String> discrepancy = Optional.ofNullable(values.get("discrepancy_note"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
        Citation citation = new Citation(file, name, text, Confidence.of(word, place), confirmedBy, discrepancy);
        return new LawGroup(values, citation, name);
    }

    /** Where the values come from. */
    public Citation citation() {
        return citation;
    }

    /** A number. */
    public BigDecimal decimal(String key) {
        return expect(key, BigDecimal.class, "a number");
    }

    /** A whole number. */
    public int integer(String key) {
        try {
            return decimal(key).intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(key, "a whole number");
        }
    }

    /** A number, unless it is null. */
    public Optional<BigDecimal> findDecimal(String key) {
        return isNull(key) ? Optional.empty() : Optional.of(decimal(key));
    }

    /** A text. */
    public String text(String key) {
        return expect(key, String.class, "a text");
    }

    /** A text, unless it is null or missing. */
    public Optional<String> findText(String key) {
        return !values.containsKey(key) || isNull(key) ? Optional.empty() : Optional.of(text(key));
    }

    /** Yes or no. */
    public boolean flag(String key) {
        return expect(key, Boolean.class, "true or false");
    }

    /** A date written as 2026-04-15. */
    public LocalDate date(String key) {
        return date(key, text(key));
    }

    /** Dates in order. */
    public List<LocalDate> dates(String key) {
        return list(key).stream().map(value -> date(key, value.toString())).toList();
    }

    /** Numbers in order. */
    public List<BigDecimal> decimals(String key) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Object value : list(key)) {
            if (!(value instanceof BigDecimal number)) {
                throw wrong(key, "a list of numbers");
            }
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }

    /** Texts in order. */
    public List<String> texts(String key) {
        return list(key).stream().map(Object::toString).toList();
    }

    /** One amount for each of the five statuses; all five must be there, null where the law has none. */
    public Amounts amounts(String key) {
        LawGroup group = group(key);
        Map<FilingStatus, BigDecimal> byStatus = new EnumMap<>(FilingStatus.class);
        for (FilingStatus status : FilingStatus.values()) {
            group.findDecimal(status.key()).ifPresent(amount -> byStatus.put(status, amount));
        }
        return Amounts.of(byStatus);
    }

    /** A group inside this one, with the same citation. */
    public LawGroup group(String key) {
        return new LawGroup(object(key, value(key)), citation, path + "." + key);
    }

    /** A group inside this one, unless it is null. */
    public Optional<LawGroup> findGroup(String key) {
        return isNull(key) ? Optional.empty() : Optional.of(group(key));
    }

    /** A list of groups. */
    public List<LawGroup> groups(String key) {
        List<LawGroup> groups = new ArrayList<>();
        int index = 0;
        for (Object value : list(key)) {
            groups.add(new LawGroup(object(key, value), citation, path + "." + key + "[" + index++ + "]"));
        }
        return List.copyOf(groups);
    }

    /** The keys, in the order of the file. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** Whether a key is there with a value. */
    public boolean has(String key) {
        return values.containsKey(key) && !isNull(key);
    }

    private boolean isNull(String key) {
        return value(key) instanceof Optional<?>;
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            String meant = Spelling.nearest(key, values.keySet())
                    .map(near -> " \"" + near + "\" is there: a misspelling?")
                    .orElse("");
            throw new InputException(citation.file() + ", " + path + ": expected \"" + key + "\", but it is missing."
                    + meant + " Add it.");
        }
        return value;
    }

    private <T> T expect(String key, Class<T> kind, String expected) {
        Object value = value(key);
        if (!kind.isInstance(value)) {
            throw wrong(key, expected);
        }
        return kind.cast(value);
    }

    private List<?> list(String key) {
        return expect(key, List.class, "a list");
    }

    private Map<String, Object> object(String key, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(key, "an object");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(name.toString(), field));
        return fields;
    }

    private LocalDate date(String key, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(key, "a date such as 2026-04-15");
        }
    }

    private InputException wrong(String key, String expected) {
        return new InputException(citation.file() + ", " + path + ": expected " + expected + " at \"" + key
                + "\", but found " + values.get(key) + ". Correct the file.");
    }
}
