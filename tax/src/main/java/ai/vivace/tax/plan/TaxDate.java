package ai.vivace.tax.plan;

import ai.vivace.tax.law.TaxYear;
import java.time.LocalDate;

/**
 * A date in a tax calendar.
 *
 * @param taxYear the year that it is about
 * @param key names it within that year, such as {@code estimate-1}
 * @param date the day
 * @param title what happens, in a few words
 * @param sentence what to do, in plain words
 */
public record TaxDate(TaxYear taxYear, String key, LocalDate date, String title, String sentence) {}
