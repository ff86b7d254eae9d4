package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A tax year whose law is here. The first is 2020; each following year is there once its law file is.
 *
 * @param number the year, such as 2025
 */
public record TaxYear(int number) implements Comparable<TaxYear> {
    private static final int FIRST = 2020;
    private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}");

    /** Looks for the files once. */
    private static final class Files {
        private static final List<Integer> YEARS = find();

        private static List<Integer> find() {
            List<Integer> years = new ArrayList<>();
            for (int year = FIRST; TaxYear.class.getResource(year + ".json") != null; year++) {
                years.add(year);
            }
            return List.copyOf(years);
        }
    }

    /**
     * @throws InputException when the law of the year is not here: it names the years that are, and nothing is extrapolated
     */
    public TaxYear {
        if (!Files.YEARS.contains(number)) {
            throw new InputException("Tax year " + number + " is not here: " + reason(number) + " Known years: "
                    + Files.YEARS.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ". Numbers of one year do not serve for another; choose a known year.");
        }
    }

    private static String reason(int number) {
        int last = Files.YEARS.get(Files.YEARS.size() - 1);
        return number > last
                ? "the official amounts for " + number + " were not published when this version was made."
                : "the years before " + FIRST + " are not covered.";
    }

    /** The year of a number. */
    public static TaxYear of(int number) {
        return new TaxYear(number);
    }

    /**
     * The year of a text.
     *
     * @throws InputException when it is not a whole number, or its law is not here
     */
    public static TaxYear parse(String text) {
        String digits = text.strip();
        if (!FOUR_DIGITS.matcher(digits).matches()) {
            throw new InputException("Expected a tax year of four digits, such as 2025, but found \"" + text + "\".");
        }
        return of(Integer.parseInt(digits));
    }

    /** The years whose law is here, earliest first. */
    public static List<TaxYear> known() {
        return Files.YEARS.stream().map(TaxYear::new).toList();
    }

    /** The latest year whose law is here. */
    public static TaxYear latest() {
        return new TaxYear(Files.YEARS.get(Files.YEARS.size() - 1));
    }

    @Override
    public int compareTo(TaxYear other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
