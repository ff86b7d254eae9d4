package ai.vivace.optim;

import ai.vivace.nn.Parameter;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parameters that share hyper-parameters, and what the optimizer remembers of each. */
public final class OptimizerGroup {
    private record Kind(
            boolean decays, String rule, long steps, Map<String, Double> numbers, DType dtype, Device device) {}

    private final List<Slot> slots;
    private final Map<String, Parameter> parameters;
    private final Hyper hyper;
    private final SharedNumbers shared;
    private final boolean[] tookPart;
    private Set<Parameter.Role> decayedRoles = EnumSet.of(Parameter.Role.WEIGHT);
    private List<Step> steps = List.of();

    OptimizerGroup(Map<String, Parameter> parameters, OptimizerSettings settings, SharedNumbers shared) {
        this.parameters = distinct(parameters);
        this.hyper = settings.hyper();
        this.shared = shared;
        this.slots = this.parameters.entrySet().stream()
                .map(entry ->
                        new Slot(entry.getKey(), entry.getValue(), settings.rule(entry.getKey(), entry.getValue())))
                .toList();
        this.tookPart = new boolean[slots.size()];
    }

    /** The parameters by their path in the model, in order; one that has several paths, by the first. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** The hyper-parameters, to read and to change. */
    public Hyper hyper() {
        return hyper;
    }

    /** Which parameters weight decay acts on. */
    public Set<Parameter.Role> decayedRoles() {
        return Collections.unmodifiableSet(decayedRoles);
    }

    /** Sets which parameters weight decay acts on. Default: weights only, not biases nor norm layers, as in fastai. */
    public void decayedRoles(Set<Parameter.Role> roles) {
        decayedRoles = roles.isEmpty() ? EnumSet.noneOf(Parameter.Role.class) : EnumSet.copyOf(roles);
        forgetSteps();
    }

    /** The parts of this group whose parameters take part in the step that is about to be taken. */
    List<Step> steps() {
        if (participantsChanged()) {
            prepare();
        }
        return steps;
    }

    List<Slot> slots() {
        return slots;
    }

    /** Drops what is prepared from the slots' state, before that state is changed. */
    void forgetSteps() {
        steps.forEach(Step::close);
        steps = List.of();
        Arrays.fill(tookPart, false);
    }

    private static Map<String, Parameter> distinct(Map<String, Parameter> parameters) {
        Map<String, Parameter> distinct = new LinkedHashMap<>();
        Set<Parameter> seen = new HashSet<>();
        parameters.forEach((name, parameter) -> {
            if (seen.add(parameter)) {
                distinct.put(name, parameter);
            }
        });
        return Collections.unmodifiableMap(distinct);
    }

    private boolean participantsChanged() {
        boolean changed = false;
        for (int i = 0; i < tookPart.length; i++) {
            Slot slot = slots.get(i);
            boolean takesPart = slot.takesPart();
            changed |= takesPart != tookPart[i] || slot.moved();
            tookPart[i] = takesPart;
        }
        return changed;
    }

    private void prepare() {
        steps.forEach(Step::close);
        Map<Kind, List<Slot>> alike = new LinkedHashMap<>();
        for (int i = 0; i < tookPart.length; i++) {
            Slot slot = slots.get(i);
            if (slot.moved()) {
                slot.follow();
            }
            if (tookPart[i]) {
                Kind kind = new Kind(
                        decayedRoles.contains(slot.parameter().role()),
                        slot.rule(),
                        slot.steps(),
                        Map.copyOf(slot.numbers()),
                        slot.value().dtype(),
                        slot.value().device());
                alike.computeIfAbsent(kind, absent -> new ArrayList<>()).add(slot);
            }
        }
        List<Step> prepared = new ArrayList<>();
        alike.forEach((kind, members) -> prepared.add(new Step(hyper, kind.decays(), kind.rule(), shared, members)));
        steps = prepared;
    }
}
