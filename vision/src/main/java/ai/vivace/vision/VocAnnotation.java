package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One XML file of Pascal VOC.
 *
 * @param file where it is
 * @param picture the name of its picture
 * @param things what is in the picture
 */
record VocAnnotation(Path file, String picture, List<Thing> things) {
    private static final long LONGEST = 1L << 24;

    /**
     * A thing as it is written.
     *
     * @param label its kind
     * @param numbers xmin, ymin, xmax and ymax, counted from 1 and including the last pixel
     */
    record Thing(String label, List<Double> numbers) {}

    VocAnnotation {
        things = List.copyOf(things);
    }

    static VocAnnotation read(Path file) {
        try {
            InputException.require(
                    Files.size(file) <= LONGEST,
                    () -> file + " is longer than " + LONGEST + " bytes, and so no annotation.");
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
                // Files from strangers must not make us read other files.
                factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
                factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
                return new Reading(file).of(factory.createXMLStreamReader(in));
            }
        } catch (XMLStreamException e) {
            throw new InputException(file + " is no XML file: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    Target.Boxes target(Task.Detection task) {
        List<Target.Box> boxes = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            Thing thing = things.get(i);
            try {
                boxes.add(new Target.Box(
                        task.number(thing.label),
                        thing.numbers.get(0) - 1,
                        thing.numbers.get(1) - 1,
                        thing.numbers.get(2),
                        thing.numbers.get(3)));
            } catch (InputException e) {
                throw new InputException(
                        file + ", object " + (i + 1) + " (" + thing.label + ", " + thing.numbers + "): "
                                + e.getMessage() + " Repair it, or take it away.",
                        e);
            }
        }
        return new Target.Boxes(boxes);
    }

    /** Goes through the elements of a file. */
    private static final class Reading {
        private static final List<String> NUMBERS = List.of("xmin", "ymin", "xmax", "ymax");

        private final Path file;
        private final List<Thing> things = new ArrayList<>();
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private final Map<String, String> values = new HashMap<>();
        private String picture = "";

        Reading(Path file) {
            this.file = file;
        }

        VocAnnotation of(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    path.addLast(xml.getLocalName());
                    text.setLength(0);
                    if (isAt("annotation/object")) {
                        values.clear();
                    }
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    end(text.toString().strip());
                    path.removeLast();
                }
            }
            InputException.require(
                    !picture.isEmpty(), () -> file + " names no picture: its element filename is missing.");
            return new VocAnnotation(file, picture, things);
        }

        private void end(String value) {
            if (isAt("annotation/filename")) {
                picture = value;
            } else if (isAt("annotation/object")) {
                if (!"1".equals(values.get("difficult"))) {
                    things.add(thing());
                }
            } else if (path.contains("object") && !path.contains("part")) {
                values.put(path.getLast(), value);
            }
        }

        private boolean isAt(String place) {
            return String.join("/", path).equals(place);
        }

        private Thing thing() {
            String label = values.getOrDefault("name", "");
            String place = file + ", object " + (things.size() + 1);
            InputException.require(!label.isEmpty(), () -> place + " has no name.");
            List<Double> numbers = new ArrayList<>();
            for (String name : NUMBERS) {
                String value = values.getOrDefault(name, "");
                try {
                    numbers.add(Double.parseDouble(value));
                } catch (NumberFormatException e) {
                    throw new InputException(
                            place + " (" + label + "): " + name + " should be a number, but is \"" + value + "\".", e);
                }
            }
            return new Thing(label, numbers);
        }
    }
}
