package ai.vivace.tax.explain;

import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.TaxReturn;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of the tax forms.
 *
 * @param name the word
 * @param meaning what it means, in one plain sentence
 * @param where where it stands on a form
 * @param template an example in which {@code {agi}} and the like stand for amounts of a return
 */
public record GlossaryTerm(String name, String meaning, String where, String template) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** An example with the numbers of a return. */
    public String example(TaxReturn result) {
        return filled(place -> switch (place) {
            case "year" -> result.year().toString();
            case "status" -> result.filer().status().title();
            case "date" -> result.parameterDate().toString();
            case "due" -> result.law().deadlines().returnDue().toString();
            case "extended" -> result.law().deadlines().extendedReturnDue().toString();
            case "wage_base" -> Money.text(result.law().payroll().wageBase());
            case "bracket" -> Money.percent(TaxRates.of(result.filer()).bracket());
            case "marginal" -> Money.percent(TaxRates.of(result.filer()).marginal());
            case "effective" -> Money.percent(TaxRates.of(result.filer()).effective());
            case "all_in" -> Money.percent(TaxRates.of(result.filer()).allIn());
            case "employee_taxes" -> Money.text(EmployeeTaxes.of(result.filer()).total());
            case "dependents" -> Integer.toString(result.filer().dependentAges().size());
            default -> Money.text(result.value(LineName.parse(place)));
        });
    }

    private String filled(Function<String, String> value) {
        Matcher matcher = PLACE.matcher(template);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }
}
