package ai.vivace.benchmarks;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of a program, {@code --name value}; each that is read is part of the report. */
final class Options {
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<String, Object> read = new LinkedHashMap<>();

    Options(String[] arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            InputException.require(
                    name.startsWith("--") && i + 1 < arguments.length,
                    () -> "Expected --name value, but came " + name + ".");
            given.put(name.substring(2), arguments[i + 1]);
        }
    }

    String text(String name, String standard) {
        String value = given.getOrDefault(name, standard);
        read.put(name, value);
        return value;
    }

    int number(String name, int standard) {
        int value = Integer.parseInt(text(name, Integer.toString(standard)));
        read.put(name, value);
        return value;
    }

    double decimal(String name, double standard) {
        double value = Double.parseDouble(text(name, Double.toString(standard)));
        read.put(name, value);
        return value;
    }

    /** A value that is not part of the report: a path of one machine, say. */
    String unreported(String name, String standard) {
        String value = text(name, standard);
        read.put(name, "");
        return value;
    }

    /** All that was read. Fails when something was given that was not. */
    Map<String, Object> read() {
        for (String name : given.keySet()) {
            InputException.require(
                    read.containsKey(name),
                    () -> "There is no option --" + name + "; there are " + read.keySet() + ".");
        }
        Map<String, Object> reported = new LinkedHashMap<>(read);
        reported.values().removeIf(""::equals);
        return reported;
    }
}
