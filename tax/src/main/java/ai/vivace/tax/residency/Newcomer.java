package ai.vivace.tax.residency;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.TaxYear;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who asks whether they are a resident for tax: times in the USA, and what else matters. Immutable, and checked when it is made.
 *
 * <pre>{@code
 * Newcomer student = Newcomer.of(TaxYear.of(2025))
 *         .stay(Visa.F1, LocalDate.of(2023, 8, 15))
 *         .days(2025, 340)
 *         .country("India")
 *         .build();
 * Residency residency = Residency.of(student);
 * }</pre>
 *
 * @param year the tax year in question
 * @param stays times in the USA, one for each status, earliest first; may be empty when days are given
 * @param days days in the USA by calendar year, as far as they are fewer than the stays' length
 * @param greenCard since when, if ever, lawful permanent resident
 * @param country where they lived before, as it decides about treaties
 * @param income what they earn in the USA in the year
 * @param today the day of the question
 */
public record Newcomer(
        TaxYear year,
        List<Stay> stays,
        Map<Integer, Integer> days,
        Optional<LocalDate> greenCard,
        Optional<String> country,
        UsIncome income,
        LocalDate today) {

    /** @throws InputException for an arrival in the future, stays that overlap, more days than a year or its stays have, or nothing to go by */
    public Newcomer {
        stays = stays.stream().sorted(Comparator.comparing(Stay::from)).toList();
        SortedMap<Integer, Integer> given = new TreeMap<>(days);
        days = Collections.unmodifiableSortedMap(given);
        checkStays(stays, today);
        checkDays(stays, given);
        greenCard.ifPresent(since -> InputException.require(
                !since.isAfter(today),
                () -> "green card: expected a date up to today, " + today + ", but found " + since
                        + ". Ask again when you have it."));
        InputException.require(
                !stays.isEmpty() || !given.isEmpty() || greenCard.isPresent(),
                () -> "Expected times in the USA: give a visa status with its first day, or the days of " + year
                        + " and the two years before.");
    }

    private static void checkStays(List<Stay> stays, LocalDate today) {
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            InputException.require(
                    !stay.from().isAfter(today),
                    () -> "arrival: expected a day up to today, " + today + ", but found " + stay.from() + " for "
                            + stay.visa().title() + ". Ask again when you have arrived.");
            if (i > 0) {
                Stay before = stays.get(i - 1);
                InputException.require(
                        before.to().filter(last -> last.isBefore(stay.from())).isPresent(),
                        () -> "stays: expected one status at a time, but " + before + " reaches into " + stay
                                + ". Give " + before.visa().title() + " a last day before " + stay.from() + ".");
            }
        }
    }

    private static void checkDays(List<Stay> stays, Map<Integer, Integer> days) {
        days.forEach((year, number) -> {
            SubstantialPresence.checkDays(year, number);
            int most = stays.stream().mapToInt(stay -> stay.daysIn(year)).sum();
            InputException.require(
                    stays.isEmpty() || number <= most,
                    () -> "days in " + year + ": expected at most " + most + ", the days of your stays in that year,"
                            + " but found " + number + ". Correct the days, or the first and last days of the stays.");
        });
    }

    /** Begins the question for a tax year. */
    public static Builder of(TaxYear year) {
        return new Builder(year);
    }

    /** Collects what is known of a newcomer. */
    public static final class Builder {
        private final TaxYear year;
        private final List<Stay> stays = new ArrayList<>();
        private final Map<Integer, Integer> days = new TreeMap<>();
        private Optional<LocalDate> greenCard = Optional.empty();
        private Optional<String> country = Optional.empty();
        private UsIncome income = UsIncome.WAGES;
        private Clock clock = Clock.system(ZoneId.systemDefault());

        private Builder(TaxYear year) {
            this.year = year;
        }

        /** A time in the USA that goes on. */
        public Builder stay(Visa visa, LocalDate from) {
            stays.add(new Stay(visa, from, Optional.empty()));
            return this;
        }

        /** A time in the USA from its first to its last day. */
        public Builder stay(Visa visa, LocalDate from, LocalDate to) {
            stays.add(new Stay(visa, from, Optional.of(to)));
            return this;
        }

        /** The days in the USA in a calendar year, each part of a day a day. Default: all days of the stays. */
        public Builder days(int year, int days) {
            this.days.put(year, days);
            return this;
        }

        /** Since when lawful permanent resident. Default: never. */
        public Builder greenCard(LocalDate since) {
            greenCard = Optional.of(since);
            return this;
        }

        /** Where the newcomer lived before, such as {@code India}. Default: not given, so no treaty is looked at. */
        public Builder country(String country) {
            this.country = Optional.of(country.strip());
            return this;
        }

        /** What is earned in the USA in the year. Default: wages. */
        public Builder income(UsIncome income) {
            this.income = income;
            return this;
        }

        /** What tells the day. Default: the machine's clock. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** @throws InputException when what was given contradicts itself */
        public Newcomer build() {
            return new Newcomer(year, stays, days, greenCard, country, income, LocalDate.now(clock));
        }
    }
}
