package ai.vivace.cli;

import ai.vivace.tax.Figure;
import ai.vivace.tax.Line;
import ai.vivace.tax.Reason;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.report.ReturnAnswer;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** A return for programs: lines by their names, each with its place and reason, and what was assumed. */
final class TaxReturnDocument {
    private TaxReturnDocument() {}

    static Map<String, Object> of(TaxReturn result) {
        ReturnAnswer answer = ReturnAnswer.of(result);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tax_year", result.year().number());
        document.put("filing_status", result.filer().status().key());
        document.put("parameter_date", result.parameterDate().toString());
        document.put("precision", TaxText.key(result.precision()));
        document.put("answer", answer.headline());
        document.put("because", answer.because());
        document.put("refund_or_balance", result.refundOrBalance());
        Map<String, Object> lines = new LinkedHashMap<>();
        result.lines().forEach(line -> lines.put(line.name().key(), of(line)));
        document.put("lines", lines);
        document.put("assumptions", result.assumptions());
        document.put("not_modelled", result.notModelled());
        document.put("warnings", result.warnings());
        return document;
    }

    static Map<String, Object> of(Line line) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", line.name().title());
        document.put("value", line.value());
        line.place().ifPresent(place -> {
            document.put("form", place.form());
            document.put("line", place.line());
        });
        Reason reason = line.reason();
        document.put("sentence", reason.sentence());
        document.put("rule", reason.rule());
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        for (Figure figure : reason.figures()) {
            figures.put(figure.name(), figure.value());
        }
        document.put("figures", figures);
        reason.citation().map(Citation::source).ifPresent(source -> document.put("source", source));
        return document;
    }
}
