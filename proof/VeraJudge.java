import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Judges PDF files with the veraPDF engine on the class path.
 *
 * <p>Arguments: names of profiles, such as PDFUA-1. Standard input: one path per line. Standard output: one JSON array
 * per broken rule, [path, profile, clause-test, description, first location, times], and ["done"] at the end, so that
 * a judge that died half-way cannot be taken for one that found nothing.
 */
public final class VeraJudge {
    private static final int NO_LIMIT = -1;

    public static void main(String[] names) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String name : names) {
            profiles.put(name, profile(name));
        }
        PrintStream answers = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            for (Map.Entry<String, ValidationProfile> each : profiles.entrySet()) {
                for (List<String> failure : failures(path, each.getValue())) {
                    failure.add(0, each.getKey());
                    failure.add(0, path);
                    answers.println(json(failure));
                }
            }
        }
        answers.println(json(List.of("done")));
    }

    /** The broken rules of one file, each once, with the first place and the number of places. */
    private static List<List<String>> failures(String path, ValidationProfile profile) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), profile.getPDFAFlavour());
                var validator = ValidatorFactory.createValidator(profile, NO_LIMIT, false, false, false)) {
            for (TestAssertion check : validator.validate(parser).getTestAssertions()) {
                String rule = check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
                List<String> failure = found.computeIfAbsent(rule, key -> new ArrayList<>(
                        List.of(key, check.getMessage(), check.getLocation().getContext(), "0")));
                failure.set(3, String.valueOf(Integer.parseInt(failure.get(3)) + 1));
            }
        } catch (Exception | StackOverflowError broken) {
            found.put("", new ArrayList<>(List.of("unreadable", String.valueOf(broken.getMessage()), path, "1")));
        }
        return new ArrayList<>(found.values());
    }

    /**
     * Reads a profile out of the jar. veraPDF itself would use JAXB, which this jar was stripped of; without it the
     * engine says that the flavour "is not supported by this directory".
     */
    private static ValidationProfile profile(String name) throws Exception {
        Element root;
        try (InputStream xml = VeraJudge.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"))) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : children(child(root, "variables"))) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        var details = Profiles.profileDetailsFromValues(name, "", "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"))) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), argument.getAttribute("name"), null));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), "true".equals(rule.getAttribute("deferred")), rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), List.of());
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                found.add((Element) node);
            }
        }
        return found;
    }

    private static Element child(Element parent, String tag) {
        return children(parent).stream().filter(each -> each.getTagName().equals(tag)).findFirst().orElseThrow();
    }

    private static String text(Element parent, String tag) {
        return child(parent, tag).getTextContent().strip();
    }

    private static String json(List<String> strings) {
        StringBuilder line = new StringBuilder();
        for (String string : strings) {
            line.append(line.length() == 0 ? "[\"" : ",\"");
            string.chars().forEach(unit -> line.append(
                    unit < 32 || unit == '"' || unit == '\\' ? String.format("\\u%04x", unit) : (char) unit));
            line.append('"');
        }
        return line.append(']').toString();
    }
}
